import type { ReactElement } from 'react';
import { may } from '../../people/deeds.ts';
import { Moment } from '../moment.tsx';
import type { Say } from '../words.ts';
import type { StudentDetails } from './readStudentDetails.ts';
import type { SignedIn } from './signedIn.ts';

interface PhotosProps {
  readonly say: Say;
  readonly signedIn: SignedIn;
  readonly details: StudentDetails;
  readonly here: string;
}

/**
 * The identification photos, newest of each kind last; every retake is kept and shown. A role that may not
 * see them is told so.
 */
export function Photos(props: PhotosProps): ReactElement {
  const { say, signedIn, details } = props;
  const skipped = details.row.parameters.identification === 'skip';
  const empty = details.photos.length === 0;
  return (
    <section className="card" aria-labelledby="photos-title">
      <h2 id="photos-title">{say('student.photos')}</h2>
      <div data-fresh-part="photos">
        {empty && (
          <p className="quiet">{say(skipped ? 'student.photosSkipped' : 'student.photosEmpty')}</p>
        )}
        {!empty && !may(signedIn.role, 'photos') && (
          <p className="quiet">{say('student.photosHidden')}</p>
        )}
        {!empty && may(signedIn.role, 'photos') && <List {...props} />}
      </div>
    </section>
  );
}

function List({ say, details, here }: PhotosProps): ReactElement {
  const { photos, student } = details;
  return (
    <ul className="photos">
      {photos.map((photo) => {
        const kind = say(`photoKind.${photo.kind}`);
        const faults = photo.overridden.map((fault) => say(`photoFault.${fault}`)).join(', ');
        return (
          <li key={photo.id}>
            <a href={`${here}/photos/${photo.id}`} target="_blank" rel="noopener">
              <img
                src={`${here}/photos/${photo.id}`}
                width={photo.width}
                height={photo.height}
                loading="lazy"
                alt={say('student.photo', { name: student.name, kind })}
              />
              <span className="unseen">{say('student.photoOpen')}</span>
            </a>
            <span className="quiet">
              {kind}, <Moment say={say} at={photo.at} />
            </span>
            {faults !== '' && (
              <span className="warned">{say('student.overridden', { faults })}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
